package org.jawort.desk.funnel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jawort.optin.funnel.Funnel;
import org.jawort.optin.funnel.FunnelCounts;
import org.jawort.optin.funnel.SignUpResult;
import org.jawort.optin.funnel.Stage;
import org.jawort.platform.Csv;
import org.jspecify.annotations.Nullable;

/** The table as a file: all numbers of each row, times in seconds, the sum last. */
final class FunnelFile {
  private FunnelFile() {}

  static byte[] of(Funnel funnel, List<FunnelRow> rows, FunnelWish wish, FunnelWords words) {
    var heading = new ArrayList<String>();
    heading.add(words.text("funnel.by." + wish.by()));
    heading.add(words.text("funnel.file.key"));
    for (Stage stage : Stage.values()) {
      heading.add(words.text("funnel.stage." + stage));
    }
    for (SignUpResult signUpResult : SignUpResult.values()) {
      heading.add(words.text("funnel.file.fate", words.text("funnel.fate." + signUpResult)));
    }
    for (FunnelCounts.Stop stop : FunnelCounts.Stop.values()) {
      heading.add(words.text("funnel.file.stop", words.text("funnel.stop." + stop)));
    }
    heading.add(words.text("funnel.file.median"));
    heading.add(words.text("funnel.file.ninety"));
    var csv = new Csv(heading.toArray(String[]::new));
    rows.forEach(row -> csv.row(cells(row.name(), row.key(), row.counts())));
    csv.row(cells(words.text("funnel.total"), "", funnel.total()));
    return csv.bytes();
  }

  private static @Nullable Object[] cells(String name, String key, FunnelCounts counts) {
    var cells = new ArrayList<@Nullable Object>();
    cells.add(name);
    cells.add(key);
    for (Stage stage : Stage.values()) {
      cells.add(counts.at(stage));
    }
    for (SignUpResult signUpResult : SignUpResult.values()) {
      cells.add(counts.of(signUpResult));
    }
    for (FunnelCounts.Stop stop : FunnelCounts.Stop.values()) {
      cells.add(counts.of(stop));
    }
    cells.add(counts.times().median().map(Duration::toSeconds).orElse(null));
    cells.add(counts.times().ninety().map(Duration::toSeconds).orElse(null));
    return cells.toArray();
  }
}
