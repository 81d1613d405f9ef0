export * from "./forecast.js";
