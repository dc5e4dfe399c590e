package org.jawort;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
  @Test
  @DisplayName("no room uses one above it, nor what another room keeps to itself")
  void floorsHold() {
    ApplicationModules.of(Jawort.class).verify();
  }
}
