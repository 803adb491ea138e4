export * from "./circle_a";
import dark from "./missing";
