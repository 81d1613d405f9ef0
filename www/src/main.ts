import "./style/index.css";
import { startApp } from "./app.ts";

void startApp(document.body);
