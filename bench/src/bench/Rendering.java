package bench;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jawort.campaign.mail.MailBench;

/** How long a mail of 10 KB takes to be made, on one core, beside Pebble as it comes. */
final class Rendering {
  private static final int MAILS = Integer.parseInt(System.getenv().getOrDefault("MAILS", "20000"));

  private final Table table;

  Rendering(Table table) {
    this.table = table;
  }

  void run(Settings settings) throws IOException {
    measure("standard campaign", MailBench.standard(), settings);
    measure("block editor", MailBench.blocks(), settings);
  }

  private void measure(String name, MailBench mail, Settings settings) throws IOException {
    System.out.printf(
        "  %s: %,d characters of HTML and text, mail of %,d bytes%n",
        name, mail.render(), mail.seal());
    microseconds(mail::render);
    microseconds(mail::bare);
    microseconds(mail::seal);
    String job = "render " + name;
    for (int round = 0; round < settings.rounds(); round++) {
      table.add(job + " µs", microseconds(mail::render));
      table.add(job + " bare Pebble µs", microseconds(mail::bare));
      table.add(job + " into bytes µs", microseconds(mail::seal));
    }
    double ours = table.median(job + " µs");
    double bare = table.median(job + " bare Pebble µs");
    table.line(
        "%s, %,d bytes; with MIME %s µs"
            .formatted(job, mail.seal(), Table.number(table.median(job + " into bytes µs"))),
        Table.number(ours) + " µs",
        Table.number(bare) + " µs (Pebble, no sandbox, HTML and text)",
        String.format(Locale.ROOT, "%.2f ×", ours / bare),
        "");
  }

  private static double microseconds(Callable<Integer> work) {
    long characters = 0;
    long start = System.nanoTime();
    try {
      for (int i = 0; i < MAILS; i++) {
        characters += work.call();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    double microseconds = (System.nanoTime() - start) / 1e3 / MAILS;
    if (characters == 0) {
      throw new IllegalStateException("nothing was made");
    }
    return microseconds;
  }
}
