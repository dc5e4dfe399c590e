package org.jawort.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jawort.Await;
import org.jawort.ChildProcess;
import org.jawort.Jawort;
import org.jawort.platform.Settings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The server and the mail server die in the middle of sending, again and again. */
class KillTest {
  /** How often the server dies; from the first, every second time the mail server does as well. */
  private static final int ROUNDS = Integer.getInteger("jawort.kills", 1);

  private static final int MESSAGES = 60 * (ROUNDS + 1);
  private static final int CONNECTIONS = 5;

  @Test
  @DisplayName("nothing is lost, and only what was in flight is repeated")
  void killed() throws Exception {
    try (var peer = new SmtpPeer();
        var queueing = new TestInstallation("kill", Optional.of(through(peer)))) {
      queueing.bean(Sender.class).stop();
      var asked = new ArrayList<TestInstallation.Asked>();
      for (int i = 0; i < MESSAGES; i++) {
        asked.add(queueing.ask("r" + i + "@example.org"));
      }
      int kills = 0;
      for (int round = 0; round < ROUNDS; round++) {
        int goal = peer.taken.size() + 40;
        Process server = server(queueing, peer, Duration.ofMinutes(10L * (round + 1)));
        try {
          reach(peer, goal);
          if (round % 2 == 0) {
            peer.kill();
            kills++;
            peer.restart();
            reach(peer, goal + 1);
          }
        } finally {
          server.destroyForcibly().waitFor();
          kills++;
        }
      }
      queueing.clock.tick(Duration.ofHours(5));
      queueing.bean(Sender.class).start();
      // A mail whose answer came too late on a busy machine is tried again after a while.
      Await.until(
          "all messages are accepted",
          () ->
              asked.stream().allMatch(a -> queueing.message(a).status() == MessageStatus.ACCEPTED));
      Map<String, Integer> times = new HashMap<>();
      peer.taken.forEach(mail -> times.merge(mail.messageId(), 1, Integer::sum));
      int repeated = times.values().stream().mapToInt(n -> n - 1).sum();
      assertThat(times).hasSize(MESSAGES);
      assertThat(repeated).isLessThanOrEqualTo(kills * CONNECTIONS);
      assertThat(peer.busiest.get()).isLessThanOrEqualTo(CONNECTIONS * 2);
    }
  }

  private static String through(SmtpPeer peer) {
    return peer.url() + "?connections=" + CONNECTIONS;
  }

  private static void reach(SmtpPeer peer, int goal) {
    Await.until(
        "%d mails have come".formatted(Math.min(goal, MESSAGES)),
        peer.taken::size,
        taken -> taken >= Math.min(goal, MESSAGES));
  }

  /**
   * A server of its own process, whose clock is so much later that the dead one's leases are over.
   */
  private static Process server(TestInstallation queueing, SmtpPeer peer, Duration later)
      throws Exception {
    Settings settings = queueing.bean(Settings.class);
    Instant start = queueing.clock.instant().plus(later);
    return ChildProcess.start(
        Server.class,
        Path.of("target/kill-test.log"),
        settings.databaseUrl().orElseThrow(),
        through(peer),
        start.toString());
  }

  /** The program of that process. */
  static final class Server {
    public static void main(String[] arguments) {
      Settings like = TestInstallation.settings(arguments[0], Optional.of(arguments[1]));
      Duration ahead = Duration.between(Instant.now(), Instant.parse(arguments[2]));
      Jawort.serve(like, InstantSource.offset(InstantSource.system(), ahead));
    }
  }
}
