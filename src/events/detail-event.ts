/** What every event that leaves the element is: bubbling and composed. */
export const PUBLIC: EventInit = { bubbles: true, composed: true };

/** An event with a readonly `detail`. Never carries a code or token. */
export abstract class DetailEvent<Detail> extends Event {
  readonly detail: Detail;
  constructor(type: string, detail: Detail, init: EventInit = PUBLIC) {
    super(type, init);
    this.detail = detail;
  }
}
