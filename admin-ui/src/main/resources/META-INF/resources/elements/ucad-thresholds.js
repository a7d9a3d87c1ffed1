// Two handles on a drawing that the server made. They snap to the scores of held-out normal images,
// since only those can be thresholds. Attributes: scores (ascending, JSON), low, high (ends of the
// axis), left, right (where the axis lies in the drawing), review and ng (places from 1).
const LEAP = 10;
const PAUSE_MS = 80;

class UcadThresholds extends HTMLElement {
  #held = null;
  #waiting = 0;
  #listening = false;

  connectedCallback() {
    if (this.#listening) {
      return;
    }
    this.#listening = true;
    this.addEventListener('pointerdown', (event) => this.#grab(event));
    this.addEventListener('pointermove', (event) => this.#drag(event));
    this.addEventListener('pointerup', () => this.#drop());
    this.addEventListener('pointercancel', () => this.#drop());
    this.addEventListener('keydown', (event) => this.#press(event));
  }

  // The server moves the handles, but not out of a hand.
  place(review, ng) {
    if (this.#held === null) {
      this.setAttribute('review', review);
      this.setAttribute('ng', ng);
      this.#draw();
    }
  }

  #number(name) {
    return Number(this.getAttribute(name));
  }

  #scores() {
    return JSON.parse(this.getAttribute('scores'));
  }

  #grab(event) {
    const handle = event.target.closest('.handle');
    if (handle === null) {
      return;
    }
    event.preventDefault();
    handle.focus();
    this.setPointerCapture(event.pointerId);
    this.#held = handle.dataset.which;
  }

  #drag(event) {
    const drawing = this.querySelector('svg');
    if (this.#held === null || drawing === null) {
      return;
    }
    const box = drawing.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * drawing.viewBox.baseVal.width;
    const left = this.#number('left');
    const share = (x - left) / (this.#number('right') - left);
    const low = this.#number('low');
    this.#move(this.#held, this.#nearest(low + share * (this.#number('high') - low)));
  }

  #drop() {
    if (this.#held !== null) {
      this.#held = null;
      this.#tell();
    }
  }

  #press(event) {
    const handle = event.target.closest('.handle');
    if (handle === null) {
      return;
    }
    const which = handle.dataset.which;
    const place = this.#number(which);
    const last = this.#scores().length;
    const wanted = {
      ArrowLeft: place - 1,
      ArrowDown: place - 1,
      ArrowRight: place + 1,
      ArrowUp: place + 1,
      PageDown: place - LEAP,
      PageUp: place + LEAP,
      Home: 1,
      End: last,
    }[event.key];
    if (wanted !== undefined) {
      event.preventDefault();
      this.#move(which, Math.min(last, Math.max(1, wanted)));
    }
  }

  // The place of the score that is nearest to a value.
  #nearest(value) {
    const scores = this.#scores();
    let best = 0;
    for (let i = 1; i < scores.length; i++) {
      if (Math.abs(scores[i] - value) <= Math.abs(scores[best] - value)) {
        best = i;
      }
    }
    return best + 1;
  }

  // NG is never below REVIEW: a handle stops at the other.
  #move(which, place) {
    const stopped =
      which === 'ng' ? Math.max(place, this.#number('review')) : Math.min(place, this.#number('ng'));
    if (stopped !== this.#number(which)) {
      this.setAttribute(which, stopped);
      this.#draw();
      this.#tellSoon();
    }
  }

  #draw() {
    const scores = this.#scores();
    const low = this.#number('low');
    const left = this.#number('left');
    const width = (this.#number('right') - left) / (this.#number('high') - low);
    for (const handle of this.querySelectorAll('.handle')) {
      const place = this.#number(handle.dataset.which);
      const score = scores[place - 1];
      handle.setAttribute('transform', `translate(${left + (score - low) * width} 0)`);
      handle.setAttribute('aria-valuenow', place);
      handle.setAttribute('aria-valuetext', score.toFixed(4));
    }
  }

  #tellSoon() {
    if (this.#waiting === 0) {
      this.#waiting = setTimeout(() => this.#tell(), PAUSE_MS);
    }
  }

  #tell() {
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    const detail = { review: this.#number('review'), ng: this.#number('ng') };
    this.dispatchEvent(new CustomEvent('thresholds', { detail }));
  }
}

customElements.define('ucad-thresholds', UcadThresholds);
