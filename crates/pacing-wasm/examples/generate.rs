//! Writes the generated files into a folder: `cargo run -p pacing-wasm --example generate -- FOLDER`.

fn main() -> std::io::Result<()> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    std::fs::create_dir_all(&folder)?;
    for (name, text) in pacing_wasm::generated::files() {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(())
}
