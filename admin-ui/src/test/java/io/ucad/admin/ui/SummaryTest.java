package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LEARNED|learned tile from 60 images with preset fast|tile,60,fast",
        "LEARNED|learned tile from 60 images with preset my own.json|tile,60,my own.json",
        "TUNED|tuned tile: false-alarm rate 1.00 %, review rate 5.00 %|tile,1.00,5.00",
        "FORGOT|forgot tile|tile",
        "IMPORTED|imported v3 of 2026-11-25T14:00:00Z: by hand|v3,2026-11-25T14:00:00Z,by hand"
      })
  void theSentencesOfThisProductAreUnderstood(Summary kind, String sentence, String parts) {
    assertThat(kind.parts(sentence).orElseThrow()).containsExactly((Object[]) parts.split(","));
  }

  @Test
  void anotherSentenceIsShownAsItIs() {
    assertThat(Summary.of("<b>learned</b> something")).isEqualTo("<b>learned</b> something");
    assertThat(Summary.of("")).isEmpty();
  }
}
