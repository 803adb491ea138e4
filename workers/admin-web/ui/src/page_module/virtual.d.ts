// Made by page_module_plugin.ts; empty where the C++ was not built.
declare module "virtual:page-module" {
  export const moduleUrl: string;
  export const tableUrl: string;
}
