import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartType,
  DoughnutController,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js'
import annotation from 'chartjs-plugin-annotation'
import zoom from 'chartjs-plugin-zoom'
import { barLabels, type BarLabelOptions } from './bar-labels.ts'
import { emphasis } from './emphasis.ts'
import { endLabels, type EndLabelOptions } from './end-labels.ts'
import { quietLines, type QuietLinesOptions } from './quiet-lines.ts'

declare module 'chart.js' {
  interface PluginOptionsByType<TType extends ChartType> {
    endLabels?: TType extends 'line' ? EndLabelOptions : never
    quietLines?: TType extends 'line' ? QuietLinesOptions : never
    barLabels?: TType extends 'bar' ? BarLabelOptions : never
  }
}

/** The parts of chart.js the page draws with; whatever imports a ChartCanvas brings them, and the first view does not. */
Chart.register(
  LineController,
  BarController,
  DoughnutController,
  LineElement,
  PointElement,
  BarElement,
  ArcElement,
  LinearScale,
  CategoryScale,
  Filler,
  annotation,
  zoom,
  emphasis,
  endLabels,
  quietLines,
  barLabels,
)
