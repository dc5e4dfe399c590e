package org.jawort.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jawort.desk.SignUpDay;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {
  @ParameterizedTest
  @DisplayName("B-11 The scale ends at a round number with a whole middle")
  @CsvSource({"0,2", "1,2", "3,4", "9,10", "11,20", "22,30", "50,50", "51,60", "700,800"})
  void top(int highest, int top) {
    assertThat(SignUpChart.top(highest)).isEqualTo(top);
  }

  @Test
  @DisplayName("B-11 Parts of a bar stand on each other and reach as high as the sign-ups")
  void stacks() {
    var day = new SignUpDay(LocalDate.of(2026, 5, 1), 5, 3, 0, 2);
    SignUpChart.Bar bar = SignUpChart.of(List.of(day)).bars().getFirst();
    assertThat(bar.segments())
        .containsExactly(
            new SignUpChart.Segment("confirmed", 50, 50),
            new SignUpChart.Segment("waiting", 20, 30),
            new SignUpChart.Segment("refused", 0, 20));
  }
}
