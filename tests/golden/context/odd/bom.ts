import { header } from "./windows";
export const café = header;
