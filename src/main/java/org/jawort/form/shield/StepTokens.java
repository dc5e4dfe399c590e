package org.jawort.form.shield;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.jawort.form.FormId;
import org.jawort.form.Submission;
import org.jawort.platform.MasterSecret;
import org.springframework.stereotype.Component;

/**
 * Signs that one submission to one form was asked for an extra step, so that the step opens the way
 * for that submission alone: milliseconds since 1970 (8 bytes), version (4), whether it takes work
 * (1), id (16), HMAC-SHA256 with the form's id and what was written, cut to 128 bits; base64url.
 */
@Component
public class StepTokens {
  private static final int SAID = 3 * Long.BYTES + Integer.BYTES + 1;
  private static final Pattern LINE_END = Pattern.compile("\r\n?");

  private final FormSeal seal;

  StepTokens(MasterSecret secret) {
    this.seal = new FormSeal(secret.keyFor("form-step"), SAID);
  }

  /** The token of a step for what was written. */
  public String write(FormId form, ExtraStep step, Submission written) {
    ByteBuffer said =
        ByteBuffer.allocate(SAID)
            .putLong(step.at().toEpochMilli())
            .putInt(step.version())
            .put((byte) (step.work() ? 1 : 0))
            .putLong(step.id().getMostSignificantBits())
            .putLong(step.id().getLeastSignificantBits());
    return seal.write(form, said, mac -> add(mac, written));
  }

  /** The step; empty where the token is none of ours, or belongs to another submission or form. */
  public Optional<ExtraStep> read(FormId form, String token, Submission written) {
    return seal.read(form, token, mac -> add(mac, written)).map(StepTokens::step);
  }

  private static ExtraStep step(ByteBuffer said) {
    return new ExtraStep(
        Instant.ofEpochMilli(said.getLong()),
        said.getInt(),
        said.get() == 1,
        new UUID(said.getLong(), said.getLong()));
  }

  private static void add(Mac mac, Submission written) {
    inAnyOrder(written).forEach(entry -> add(mac, entry));
  }

  /** Programs that send it again may order the names as they like; what is under one stays. */
  private static List<Submission.Entry> inAnyOrder(Submission written) {
    return written.entries().stream().sorted(Comparator.comparing(Submission.Entry::name)).toList();
  }

  /** Browsers send other line ends than they got. */
  private static void add(Mac mac, Submission.Entry entry) {
    for (String part : List.of(entry.name(), LINE_END.matcher(entry.value()).replaceAll("\n"))) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      mac.update(bytes);
    }
  }
}
