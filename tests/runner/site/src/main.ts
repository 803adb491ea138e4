import { greeting } from "./greeting";
import "./style.css";

const root = document.querySelector("#root");
if (root !== null) root.textContent = greeting("world");
