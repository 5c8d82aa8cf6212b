/** The texts of the activation card. */
export interface CardStrings {
  /** Heading where the destination is not known. */
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
  /** The other browser does not have what is stored in this one. @param browser Safari or Chrome */
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
  /** First step on the device itself; the others follow it. */
  cardStepTap: string;
  cardStepsIos: readonly string[];
  cardStepsAndroid: readonly string[];
  cardStepsOther: readonly string[];
  /** The last step everywhere, and the first one once the eSIM is installed. */
  cardStepArrive: string;
  cardStepOffline: string;
  /** Where a device's own steps carry a link for whoever reads them on that device. */
  cardHere: string;
  cardInstalled: string;
  cardAfter: string;
  /** The disclosure around a used code, and the warning in it. */
  cardUsed: string;
  cardUsedNote: string;
  /** The same for one that expired before it was installed. */
  cardUnused: string;
  cardUnusedNote: string;
  /** No code is known. */
  cardNoCode: string;
  cardUnreadable: string;
  support: string;
}
