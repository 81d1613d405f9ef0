import { forecast, forecastDiagnostics } from "pacing-core/forecast";

const bands = [{ agent_count_min: 6, agent_count_max: 20, max_speed: 25 }];
const assumptions = { answerRate: 0.2, handleTime: 180, connectLimit: 0 };
const text = JSON.stringify({ predictive_dialer_config: { pacing_rules: bands } });

/** What is predicted for six agents, and what is told of it. */
export const said = [forecast(bands, assumptions).bands[0].words, forecastDiagnostics(text, assumptions).diagnostics[0].message].join("; ");
