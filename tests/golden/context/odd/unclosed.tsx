export const a = <p>{"import 'x'
