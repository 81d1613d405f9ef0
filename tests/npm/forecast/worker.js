import { said } from "./said.js";

export default {
  test() {
    const words = "with 6 agents about 63 of 100 answered calls would find nobody free";
    if (said !== `${words}; ${words}, above the cap of 3 %`) throw new Error(said);
  },
};
