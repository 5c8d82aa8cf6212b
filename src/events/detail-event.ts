/** The options of every event that leaves the element: it bubbles and is composed. */
export const PUBLIC: EventInit = { bubbles: true, composed: true };

/** An event with a readonly `detail`. Never carries a code or token. */
export abstract class DetailEvent<Detail> extends Event {
  /** The `type` of each event of the class. */
  declare static readonly type: string;
  readonly detail: Detail;
  constructor(detail: Detail, init: EventInit = PUBLIC) {
    super(new.target.type, init);
    this.detail = detail;
  }
}
