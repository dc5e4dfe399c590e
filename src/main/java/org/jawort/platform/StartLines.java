package org.jawort.platform;

import java.util.Comparator;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Prints, once the server answers, where to go from here. */
final class StartLines {
  private static final int LABEL = 15;

  private final Settings settings;
  private final List<StartLine> lines;

  StartLines(Settings settings, List<StartLine> lines) {
    this.settings = settings;
    this.lines = lines.stream().sorted(Comparator.comparingInt(StartLine::order)).toList();
  }

  @EventListener(ApplicationReadyEvent.class)
  void print() {
    var block = new StringBuilder("Jawort answers at " + settings.publicUrl() + "\n");
    for (StartLine line : lines) {
      String label = line.label() + ":";
      for (String address : line.addresses().get()) {
        block.append("  ").append(label).repeat(' ', Math.max(1, LABEL - label.length()));
        block.append(address).append('\n');
        label = "";
      }
    }
    System.out.print(block);
    System.out.flush();
  }
}
