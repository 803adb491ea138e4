export const text = `never ${closed}
import "./windows";
