import type { CardStrings } from './card-strings.js';

export const englishCard: CardStrings = {
  cardTitle: 'Your eSIM',
  cardData: 'Data',
  cardValidity: 'Valid for',
  orderNumber: 'Order number',
  cardBought: 'Bought',
  cardPaid: 'Paid',
  cardInstall: 'Install eSIM',
  cardInstallNote: 'Opens your phone’s eSIM setup. If nothing opens, use the details below.',
  cardOldIos: 'One-tap install needs iOS 17.4 or later. Enter the details below by hand.',
  cardInApp: (browser) =>
    `You are inside another app, where setup may not open. Save the code before you open this page in ${browser}: it is kept only here.`,
  cardScan: 'Scan it with the camera of the phone you want to use.',
  cardScanPhone: 'For another phone: scan it with that phone’s camera.',
  cardQrLabel: 'QR code that installs your eSIM',
  cardQrFailed: 'The QR code could not be drawn. Use the details instead.',
  cardCode: 'Activation code',
  cardCodeHint: 'Android asks for this',
  cardAddress: 'SM-DP+ address',
  cardAddressHint: 'iPhone asks for this',
  cardMatchingId: 'Matching ID',
  cardMatchingIdHint: 'iPhone calls it “Activation Code”',
  cardIccid: 'ICCID',
  cardIccidHint: 'Your eSIM’s number, for support',
  copy: 'Copy',
  copied: 'Copied',
  cardCopyFailed:
    'Your browser did not allow copying. The text is selected: copy it with Ctrl+C, ⌘C or press and hold.',
  cardConfirmation:
    'During setup your phone asks for a confirmation code. You were given it separately; if not, ask support.',
  cardSavePng: 'Save image',
  cardSaveSvg: 'Save SVG',
  cardShare: 'Share',
  cardPrint: 'Print',
  cardPrintFailed: 'Printing did not start. Save the image instead.',
  cardSaveFailed: 'That did not work. Take a screenshot instead, or copy the activation code.',
  cardSecret: 'Keep it to yourself: whoever has this code can use your plan.',
  cardAdvice:
    'Save or print the code: a browser may delete what it keeps. Install on Wi-Fi, shortly before you travel. Don’t interrupt the setup, and don’t delete the eSIM afterwards: the code works once.',
  cardUnsaved:
    'This device could not store your eSIM. Save, print or copy the code now: it is lost when you leave this page.',
  cardSteps: 'How to install',
  cardIos: 'iPhone or iPad',
  cardAndroid: 'Android',
  cardOther: 'Another device',
  cardStepTap:
    'Tap “Install eSIM” and follow the setup. If it opens, you can skip the next two steps.',
  cardStepsIos: [
    'Open Settings, then Mobile Service (or Cellular), then Add eSIM.',
    'Choose Use QR Code and scan the code. Or choose Enter Details Manually and paste the SM-DP+ address and the matching ID.',
  ],
  cardStepsAndroid: [
    'Open Settings, then Network & internet (Samsung: Connections), then SIMs, then Add eSIM.',
    'Scan the code. Or choose to enter it by hand and paste the activation code.',
  ],
  cardStepsOther: [
    'Find “eSIM” or “Add mobile plan” in the device’s network settings.',
    'Scan the code with the device, or paste the activation code.',
  ],
  cardStepArrive:
    'When you arrive, choose this eSIM for mobile data and turn on data roaming for it. Keep your usual line for calls.',
  cardStepOffline: 'No connection after a few minutes? Turn flight mode on and off once.',
  cardHere: 'Reading this on that device?',
  cardInstalled: 'Installed',
  cardAfter: 'Get online',
  cardUsed: 'Show the used code',
  cardUsedNote: 'Used: this code cannot be installed again. Keep it only for support.',
  cardUnused: 'Show the code',
  cardUnusedNote: 'Its days are over, so this code no longer works. Keep it for support only.',
  cardNoCode: 'The code is not on this device any more. Support can help you with the ICCID.',
  cardUnreadable:
    'This code has an unusual form, so there is no QR code for it. Enter it in your phone’s eSIM settings, or ask support.',
  support: 'Contact support',
};
