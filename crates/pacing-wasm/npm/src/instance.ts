// Instances of the modules of the package.

/** The exports of a new instance, at once. */
export function instanceOf<Exports>(module: WebAssembly.Module): Exports {
  return exportsOf(new WebAssembly.Instance(module, imports(module)));
}

/** The same in the background. */
export async function instanceSoon<Exports>(module: WebAssembly.Module): Promise<Exports> {
  return exportsOf(await WebAssembly.instantiate(module, imports(module)));
}

/** A release module imports nothing that does anything; a debug build has a panic hook, which stays silent here. */
function imports(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const { module: name, name: item } of WebAssembly.Module.imports(module)) {
    (imports[name] ??= {})[item] = () => undefined;
  }
  return imports;
}

function exportsOf<Exports>(instance: WebAssembly.Instance): Exports {
  return instance.exports as unknown as Exports;
}
