export const a = "ÿşÃ(";
export const header = "í €";
