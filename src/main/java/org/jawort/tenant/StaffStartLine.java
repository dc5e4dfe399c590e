package org.jawort.tenant;

import java.util.List;
import org.jawort.platform.Settings;
import org.jawort.platform.StartLine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells where staff sign in or, as long as nobody can, where the set-up is done. */
@Configuration(proxyBeanMethods = false)
class StaffStartLine {
  @Bean
  StartLine setUpLine(SetUp setUp, Settings settings) {
    return new StartLine(
        100,
        "Set-up (once)",
        () ->
            setUp.isOver()
                ? List.of()
                : List.of(settings.publicUrl() + "/setup?code=" + setUp.code()));
  }

  @Bean
  StartLine staffLine(SetUp setUp, Settings settings) {
    return new StartLine(
        100,
        "Staff area",
        () -> setUp.isOver() ? List.of(settings.publicUrl() + "/app") : List.of());
  }
}
