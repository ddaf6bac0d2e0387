/** The first of very many by an order, without keeping the others. Equals stay in the order they came. */
export class FirstOf<T> {
  readonly #size: number
  readonly #compare: (a: T, b: T) => number
  #items: T[] = []

  constructor(size: number, compare: (a: T, b: T) => number) {
    this.#size = size
    this.#compare = compare
  }

  add(item: T): void {
    this.#items.push(item)
    if (this.#items.length > 2 * this.#size + 1000) this.#items = this.sorted()
  }

  sorted(): T[] {
    return this.#items.toSorted(this.#compare).slice(0, this.#size)
  }
}
