package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jawort.OwnTenant;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("law 49: a head that its key did not sign is not built upon")
class ForgedHeadTest {
  @TempDir Path data;

  private final OwnTenant tenant = OwnTenant.fresh();
  private final LogRows rows = tenant.bean(LogRows.class);
  private Settings settings;
  private List<LogKey> keys;

  /** A node that kept a checkpoint, and others that went on since. */
  @BeforeEach
  void goneOn() throws Exception {
    settings =
        Settings.load(Map.of("JAWORT_DATA", data.toString()), Path.of("target/no-such-file"));
    var events = new LogEvents(tenant.server(), tenant.id());
    events.sealed(events.signUp(1).getFirst().event());
    keys = tenant.bean(Database.class).read(tenant.id(), rows::keys);
    KeptCheckpoint.in(data, keys.getLast().verifierKey())
        .write(tenant.bean(TransparencyLog.class).checkpoint(), tenant.now());
    events.sealed(events.signUp(2).getLast().event());
  }

  /** Judges the log by this key in the place of its own. */
  private void check(VerifierKey expected) {
    var guard = new LogGuard(rows, settings, key -> key.verifierKey().equals(expected));
    tenant.bean(Database.class).read(tenant.id(), connection -> guard.check(connection, keys));
  }

  private VerifierKey ours() {
    return LogKeys.opened(tenant.bean(MasterSecret.class), keys.getFirst())
        .orElseThrow()
        .verifierKey();
  }

  @Test
  @DisplayName("nor where the checkpoint that this node kept is older than the head")
  void keptIsOlder() {
    check(ours());
    String name = keys.getFirst().verifierKey().name();
    VerifierKey another = SigningKey.of(name, new byte[32]).verifierKey();
    assertThatThrownBy(() -> check(another))
        .as("a head that another key signed, beside an older checkpoint that was kept")
        .isInstanceOf(SealingStoppedException.class)
        .hasMessageContaining("is not signed by its key");
  }

  @Test
  @DisplayName("what this node kept stays until there is a later one of the same log")
  void older() throws Exception {
    KeptCheckpoint kept = KeptCheckpoint.in(data, keys.getLast().verifierKey());
    String first = kept.read().orElseThrow();
    String second = tenant.bean(TransparencyLog.class).checkpoint();
    kept.write(second, tenant.now());
    kept.write(first, tenant.now());
    assertThat(kept.read()).as("the later of two checkpoints, written first").contains(second);
  }
}
