package bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * P1: sign-ups by the public form, durable when answered. Each comes from a network of its own, so
 * that the shield counts it as it counts visitors; pgbench counts nothing.
 */
final class Intake {
  private static final int CONNECTIONS = 64;

  private static final String SCRIPT =
      """
      \\set n random(1, 9000000000000000)
      BEGIN;
      SELECT set_config('jawort.tenants', '{%tenant}', true), uuidv7() AS contact,
             uuidv7() AS point, uuidv7() AS event, uuidv7() AS run, uuidv7() AS message \\gset
      INSERT INTO contact (tenant_id, id, first_name, last_name, language, origin, created_at, updated_at)
      VALUES ('%tenant', :contact, 'Ada', 'Lovelace', 'de', 'FORM', now(), now());
      INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key, mail_block, mail_block_at, created_at)
      VALUES ('%tenant', :point, :contact, 'EMAIL', 'rival-' || :n || '@example.org', 'rival-' || :n || '@example.org', 'NEW', now(), now());
      INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at, actor, source, form_id, form_version, mail_block)
      VALUES ('%tenant', :event, :point, '%purpose', 'SIGNED_UP', 'TRIGGERED', now(), 'RECIPIENT', 'FORM', '%form', 1, 'NEW');
      INSERT INTO log_pending (tenant_id, event_id) VALUES ('%tenant', :event);
      INSERT INTO consent_evidence (tenant_id, event_id, salt, content)
      VALUES ('%tenant', :event, '\\x00112233445566778899aabbccddeeff', %evidence);
      INSERT INTO consent (tenant_id, contact_point_id, purpose_id, status, since, event_id)
      VALUES ('%tenant', :point, '%purpose', 'TRIGGERED', now(), :event);
      INSERT INTO run (tenant_id, id, process_id, process_version, contact_point_id, purpose_id, step, status, started_at, due_at)
      VALUES ('%tenant', :run, '%process', 1, :point, '%purpose', 'wait', 'WAITING', now(), now() + interval '7 days');
      INSERT INTO message (tenant_id, id, contact_point_id, message_class, purpose_id, campaign_id, campaign_version, event_id, run_id, status, created_at, due_at)
      VALUES ('%tenant', :message, :point, 'OPT_IN', '%purpose', '%campaign', 1, :event, :run, 'QUEUED', now(), '2099-01-01');
      INSERT INTO form_submission (tenant_id, id, form_id, form_version, at, contact_point_id, answers)
      VALUES ('%tenant', uuidv7(), '%form', 1, now(), :point, '{"firstName": "Ada", "lastName": "Lovelace"}');
      COMMIT;
      """;

  private final Product product;
  private final Sample sample;
  private final Table table;
  private final AtomicInteger next = new AtomicInteger();

  Intake(Product product, Sample sample, Table table) {
    this.product = product;
    this.sample = sample;
    this.table = table;
  }

  void run(Settings settings) throws IOException, SQLException, InterruptedException {
    var rival = new Rival(product, "intake", script(), "");
    settings.warmUp("P1", this::signUps);
    for (int round = 0; round < settings.rounds(); round++) {
      product.settle();
      settings.measure(product, table, "P1", "sign-ups/s", this::signUps);
      for (int connections : new int[] {16, 32}) {
        product.settle();
        table.add("P1 pgbench " + connections, rival.run(connections, settings.time()));
      }
    }
    whileSending(settings);
    double best = table.best("P1 pgbench 16", "P1 pgbench 32");
    table.ratio("P1 intake, mails wait", "P1 sign-ups/s", "/s", best, "pgbench", "≥ 2.5 ×");
    table.ratio(
        "P1 intake while its mails go out", "P1 sending sign-ups/s", "/s", best, "pgbench", "");
  }

  /** The mail server comes up: what queued is put off, what is new goes out at once. */
  private void whileSending(Settings settings)
      throws IOException, SQLException, InterruptedException {
    product.settle();
    try (var sink = new MailSink(product.mailPort())) {
      while (sink.mails() == 0) {
        signUps(Duration.ofMillis(200));
      }
      settings.warmUp("P1 sending", this::signUps);
      for (int round = 0; round < settings.rounds(); round++) {
        product.settle();
        long before = sink.mails();
        settings.measure(product, table, "P1 sending", "sign-ups/s", this::signUps);
        table.add(
            "P1 mails/s meanwhile", (sink.mails() - before) / (double) settings.time().toSeconds());
      }
      product.settle();
    }
  }

  private Load.Result signUps(Duration time) throws IOException {
    return Load.run(
        product.port(),
        CONNECTIONS,
        time,
        "303",
        () ->
            Sample.signUp(
                sample.formPath(),
                "visitor" + next.incrementAndGet() + "@example.org",
                next.get()));
  }

  private String script() {
    return SCRIPT
        .replaceAll("\n(VALUES|       )", " $1")
        .replace("%tenant", sample.tenant())
        .replace("%purpose", sample.purpose())
        .replace("%form", sample.form())
        .replace("%process", sample.process())
        .replace("%campaign", sample.campaign())
        .replace("%evidence", sample.evidenceLiteral());
  }
}
