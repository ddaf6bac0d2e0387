/** How many colours the palette has. */
export declare const SERIES_COLORS = 8;
/** An app's place in the palette, 1–8: by its id, so that it keeps its colour in every view and every session. */
export declare function seriesOf(appId: number): number;
/** The app's colour as a CSS value. */
export declare const seriesColor: (appId: number) => string;
export declare const seriesInk: (appId: number) => string;
