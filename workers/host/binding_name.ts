// How a queue or a Worker is bound: "plan-steps-queue" as PLAN_STEPS_QUEUE.

export type BindingName<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Uppercase<Head>}_${BindingName<Tail>}`
  : Uppercase<Name>;

export function bindingName<Name extends string>(name: Name): BindingName<Name> {
  return name.toUpperCase().replaceAll("-", "_") as BindingName<Name>;
}
