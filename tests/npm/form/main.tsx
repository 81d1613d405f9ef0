// The forms of the READMEs on a page: `?short` is that of the project. What a form saves is shown as JSON text;
// `?lacking=type` starts without that field.

import type { DialerDocument } from "pacing-core";
import { createRoot } from "react-dom/client";
import { PacingForm } from "./PacingForm";
import { ThresholdForm } from "./project/ThresholdForm";

const start: DialerDocument = {
  id: "outbound-sales",
  type: "PREDICTIVE",
  predictive_dialer_config: {
    pacing_rules: [
      { agent_count_min: 1, agent_count_max: 5, max_speed: 10 },
      { agent_count_min: 6, agent_count_max: 20, max_speed: 25 },
    ],
    max_speed: 45,
    abandon_rate_threshold: 0.025,
    reload_on_update: true,
  },
};

const asked = new URLSearchParams(location.search);
const Form = asked.has("short") ? ThresholdForm : PacingForm;
const lacking = asked.get("lacking");
if (lacking !== null) Reflect.deleteProperty(start, lacking);

const [main, output] = [document.querySelector("main"), document.querySelector("output")];
if (main && output) {
  const show = (document: DialerDocument) => void (output.textContent = JSON.stringify(document));
  createRoot(main).render(<Form start={start} onSave={show} />);
}
