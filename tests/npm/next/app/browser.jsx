"use client";

import { useEffect, useState } from "react";
import { errors } from "./errors.js";

/** Runs in the browser alone. */
export function InBrowser() {
  const [shown, show] = useState("");
  useEffect(() => {
    show(errors());
    document.title = "done";
  }, []);
  return <p id="browser">{shown}</p>;
}
