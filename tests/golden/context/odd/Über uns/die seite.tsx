import { header } from "../windows";
export const seite = header(true);
