import type { LitElement } from 'lit';
import './events.js';

/** The events of the four elements by their names. */
export type EventMap = {
  [Name in Extract<keyof HTMLElementEventMap, `esim-${string}`>]: HTMLElementEventMap[Name];
};

type IfEqual<A, B, Then, Else> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? Then : Else;

type WritableKeys<T> = {
  [Key in keyof T]-?: IfEqual<{ [P in Key]: T[P] }, { -readonly [P in Key]: T[P] }, Key, never>;
}[keyof T];

type Kebab<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? '' : '-'}${Lowercase<Head>}${Kebab<Tail>}`
  : Name;

/**
 * TypeScript treats methods as writable. A property that holds a function can be `undefined`, which tells it from a
 * method.
 */
type MethodKeys<T> = {
  [Key in keyof T]-?: T[Key] extends (...args: never[]) => unknown ? Key : never;
}[keyof T];

/** The properties that an element adds to LitElement and that a page may set, without methods. */
type OwnKeys<Element> = Exclude<WritableKeys<Element>, keyof LitElement | MethodKeys<Element>> &
  string;

/** The values that fit into an attribute: text, numbers and booleans. A function would become its source text. */
type Text<Value> = Extract<Value, string | number | boolean>;

type Attributes<Element> = {
  [Key in OwnKeys<Element> as Kebab<Key> extends keyof Element ? never : Kebab<Key>]?:
    | Text<Element[Key]>
    | undefined;
};

/** An element's own properties, by their names. */
export type OwnProps<Element extends HTMLElement> = {
  [Key in OwnKeys<Element>]?: Element[Key] | undefined;
};

/** An element's own properties, by their names and by their attributes' names. */
export type ElementProps<Element extends HTMLElement> = OwnProps<Element> & Attributes<Element>;
