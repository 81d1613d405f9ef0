import { forecast } from "pacing-core/forecast";

const bands = [{ agent_count_min: 6, agent_count_max: 20, max_speed: 25 }];

/** What is predicted for six agents. */
export const said = forecast(bands, { answerRate: 0.2, handleTime: 180, connectLimit: 0 }).bands[0].words;
