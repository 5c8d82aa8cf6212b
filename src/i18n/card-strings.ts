/** The texts of the activation card. */
export interface CardStrings {
  /** Heading if the destination is not known. */
  cardTitle: string;
  cardData: string;
  cardValidity: string;
  /** As on the order's screens. */
  orderNumber: string;
  /** Labels of the date and of the price. */
  cardBought: string;
  cardPaid: string;
  cardInstall: string;
  /** Under the install link. */
  cardInstallNote: string;
  /** Instead of the link, on an iPhone that is too old for it. */
  cardOldIos: string;
  /**
   * The card is inside an app: asks the customer to open the page in a browser. That browser does not have what is
   * stored in this one.
   * @param browser Safari or Chrome
   */
  cardInApp(browser: string): string;
  /** Under the QR code, on a computer and on a phone. */
  cardScan: string;
  cardScanPhone: string;
  cardQrLabel: string;
  cardQrFailed: string;
  cardCode: string;
  cardCodeHint: string;
  cardAddress: string;
  cardAddressHint: string;
  cardMatchingId: string;
  cardMatchingIdHint: string;
  cardIccid: string;
  cardIccidHint: string;
  /** As on the order's screens. */
  copy: string;
  copied: string;
  cardCopyFailed: string;
  cardConfirmation: string;
  cardSavePng: string;
  cardSaveSvg: string;
  cardShare: string;
  cardPrint: string;
  cardPrintFailed: string;
  cardSaveFailed: string;
  cardSecret: string;
  cardAdvice: string;
  /** The code could not be saved on this device. */
  cardUnsaved: string;
  cardSteps: string;
  cardIos: string;
  cardAndroid: string;
  cardOther: string;
  /** The first step on the device itself. The others follow it. */
  cardStepTap: string;
  cardStepsIos: readonly string[];
  cardStepsAndroid: readonly string[];
  cardStepsOther: readonly string[];
  /** The last step everywhere, and the first one once the eSIM is installed. */
  cardStepArrive: string;
  cardStepOffline: string;
  /** Introduces a link in the steps of another device, for a customer who reads them on that device. */
  cardHere: string;
  cardInstalled: string;
  cardAfter: string;
  /** The label of the section that hides a used code, and the warning in it. */
  cardUsed: string;
  cardUsedNote: string;
  /** The same for a code that expired before it was installed. */
  cardUnused: string;
  cardUnusedNote: string;
  /** No code is known. */
  cardNoCode: string;
  cardUnreadable: string;
  support: string;
}
