package io.ucad.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
  private static final String HOSTILE = "<script>alert('x')</script>\"&\u0000{}";

  @Test
  void namesChosenByOthersStayText() {
    assertThat(Html.of("<img alt=\"{}\">{}", HOSTILE, "b").markup())
        .isEqualTo(
            "<img alt=\"&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;\uFFFD{}\">b");
  }

  @Test
  void markupOfOursGoesInAsItIs() {
    Html inner = Html.of("<b>{}</b>", "a<b");
    assertThat(Html.of("<p>{}</p>", inner).markup()).isEqualTo("<p><b>a&lt;b</b></p>");
  }

  @Test
  void everyHoleNeedsItsValue() {
    assertThatThrownBy(() -> Html.of("{}{}", "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Html.of("{}", "a", "b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPageNeedsNothingButItself() {
    String page = Page.of(HOSTILE, "sub", List.of(Page.section("h", "lead", Html.EMPTY)));
    assertThat(SelfContained.problems(page)).isEmpty();
    assertThat(page).contains("prefers-color-scheme: dark").doesNotContain("<script");
  }

  @Test
  void whatComesFromElsewhereIsNoticed() {
    assertThat(SelfContained.problems("<img src=\"http://x/y.png\">")).isNotEmpty();
    assertThat(SelfContained.problems("<style>@import 'a.css'</style>")).isNotEmpty();
    assertThat(SelfContained.problems("<script>1</script>")).isNotEmpty();
    assertThat(SelfContained.problems("<link rel=stylesheet href=a.css>")).isNotEmpty();
  }
}
