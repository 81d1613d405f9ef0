import { InBrowser } from "./browser.jsx";
import { errors } from "./errors.js";

/** The first paragraph is written while the page is built. */
export default function Page() {
  return (
    <>
      <p id="server">{errors()}</p>
      <InBrowser />
    </>
  );
}
