package org.jawort.consent.log;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jawort.platform.Database;
import org.jawort.platform.InstallationKeys;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The keys of the log: each is random, so that whoever has earlier ones, or the master secret
 * alone, cannot know the next. The private halves stand in the database sealed by the master
 * secret. Before the server answers for the first time the first key and the checkpoint of the
 * empty log are made.
 */
@Component
public class LogKeys implements SmartLifecycle {
  /** So long the key before signs along, for those who know that one. */
  private static final Duration OVERLAP = Duration.ofDays(30);

  private final Database database;
  private final JdbcClient jdbc;
  private final MasterSecret secret;
  private final Settings settings;
  private final InstantSource clock;
  private volatile boolean running;

  /** Reads and signs with what is given; also for the command that rotates. */
  public LogKeys(
      Database database,
      JdbcClient jdbc,
      MasterSecret secret,
      Settings settings,
      InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.secret = secret;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void start() {
    database.write(
        Set.of(),
        connection -> {
          SealLock.await(jdbc);
          List<LogKey> keys = all();
          if (keys.isEmpty()) {
            begin();
          } else if (!isOurs(keys.getFirst())) {
            throw replaced(keys.getFirst());
          }
          return true;
        });
    running = true;
  }

  private void begin() {
    LogKey first = add(1, origin(settings.publicUrl()), null);
    Instant now = clock.instant();
    var empty = new Checkpoint(first.verifierKey().name(), 0, new TreeHash().empty());
    jdbc.sql(
            """
            INSERT INTO log_checkpoint (size, root, generation, note, signed_at)
            VALUES (0, :root, 1, :note, :signedAt)
            """)
        .param("root", empty.root())
        .param("note", sign(empty, List.of(first), now))
        .param("signedAt", Timestamp.from(now))
        .update();
  }

  /** The address of the log without its scheme, as C2SP tlog-tiles wants it. */
  static String origin(URI publicUrl) {
    return (publicUrl.getRawAuthority() + Objects.requireNonNullElse(publicUrl.getRawPath(), ""))
            .replace("+", "%2B")
        + "/log";
  }

  LogKey add(int generation, String origin, @Nullable String abandoned) {
    byte[] seed = MasterSecret.randomKey();
    VerifierKey key = SigningKey.of(origin, seed).verifierKey();
    byte[] sealed = secret.seal(use(key), seed);
    Instant now = clock.instant();
    jdbc.sql(
            """
            INSERT INTO log_key (generation, vkey, sealed, created_at, abandoned)
            VALUES (:generation, :vkey, :sealed, :createdAt, :abandoned)
            """)
        .param("generation", generation)
        .param("vkey", key.toString())
        .param("sealed", sealed)
        .param("createdAt", Timestamp.from(now))
        .param("abandoned", abandoned)
        .update();
    return new LogKey(generation, key, sealed, now);
  }

  /** A private half opens in the place of its own public half alone. */
  private static String use(VerifierKey key) {
    return "log-key/" + key;
  }

  /** The key pair; empty where another secret sealed it, or somebody changed the row. */
  static Optional<SigningKey> opened(MasterSecret secret, LogKey key) {
    return secret
        .open(use(key.verifierKey()), key.sealed())
        .map(seed -> SigningKey.of(key.verifierKey().name(), seed))
        .filter(pair -> pair.verifierKey().equals(key.verifierKey()));
  }

  /** All keys, the newest first; inside the running transaction. */
  List<LogKey> all() {
    return jdbc.sql(
            "SELECT generation, vkey, sealed, created_at FROM log_key ORDER BY generation DESC")
        .query(
            (row, number) ->
                new LogKey(
                    row.getInt("generation"),
                    VerifierKey.parse(row.getString("vkey")),
                    row.getBytes("sealed"),
                    row.getTimestamp("created_at").toInstant()))
        .list();
  }

  private boolean isOurs(LogKey key) {
    return opened(secret, key).isPresent();
  }

  private SigningKey signer(LogKey key) {
    return opened(secret, key).orElseThrow(() -> replaced(key));
  }

  private static SettingException replaced(LogKey key) {
    return new SettingException(
        ("The master secret is not the one that sealed the key of the transparency log (%s)."
                + " Restore it from a backup: JAWORT_SECRET, or the file \"secret\" in JAWORT_DATA."
                + " To change it with the former one at hand: jawort secret rotate. "
                + InstallationKeys.LOST)
            .formatted(key.verifierKey()));
  }

  /**
   * Signs a checkpoint.
   *
   * @param keys newest first; the newest signs, and the one before for a while
   * @throws SettingException where the newest is not of our secret
   */
  String sign(Checkpoint checkpoint, List<LogKey> keys, Instant now) {
    LogKey newest = keys.getFirst();
    var signers = new ArrayList<SigningKey>(List.of(signer(newest)));
    if (keys.size() > 1 && newest.createdAt().plus(OVERLAP).isAfter(now)) {
      LogKey former = keys.get(1);
      // A log that began anew has another name, for which the former key never signs.
      if (former.verifierKey().name().equals(checkpoint.origin()) && isOurs(former)) {
        signers.add(signer(former));
      }
    }
    return SignedNote.sign(checkpoint.text(), signers).toString();
  }

  /**
   * The newest key, to sign texts of ours that are no checkpoints.
   *
   * @throws SettingException where it is not of our secret
   */
  public NoteSigner signer() {
    return new NoteSigner(signer(database.read(Set.of(), connection -> all()).getFirst()));
  }

  /**
   * Makes a new key, which signs from now on, first of all the latest checkpoint.
   *
   * @param secretLost whether the secret of the key before is known to be gone
   * @return the new vkey line
   * @throws SettingException where the secret is another one and nobody said that it is lost, or
   *     the log was never begun
   */
  public String rotate(boolean secretLost) {
    return database.write(
        Set.of(),
        connection -> {
          SealLock.await(jdbc);
          List<LogKey> keys = begun();
          if (!secretLost) {
            mustBeOurs(keys.getFirst());
          }
          LogKey latest = keys.getFirst();
          keys.addFirst(add(latest.generation() + 1, latest.verifierKey().name(), null));
          signAgain(keys);
          return keys.getFirst().verifierKey().toString();
        });
  }

  /** All keys, newest first, of a log that was begun; inside the running transaction. */
  List<LogKey> begun() {
    List<LogKey> keys = new ArrayList<>(all());
    if (keys.isEmpty()) {
      throw new SettingException("The database has no log key yet; start: jawort serve");
    }
    return keys;
  }

  /**
   * Seals every private half anew, inside the running transaction.
   *
   * @param former that sealed them until now; what is sealed by the present one stays
   */
  public void sealAgain(MasterSecret former) {
    for (LogKey key : all()) {
      if (!isOurs(key)) {
        opened(former, key).ifPresent(pair -> sealAgain(former, key));
      }
    }
    mustBeOurs(begun().getFirst());
  }

  private void sealAgain(MasterSecret former, LogKey key) {
    String use = use(key.verifierKey());
    jdbc.sql("UPDATE log_key SET sealed = :sealed WHERE generation = :generation")
        .param("sealed", secret.seal(use, former.open(use, key.sealed()).orElseThrow()))
        .param("generation", key.generation())
        .update();
  }

  /** Stops where the secret is another one than that which sealed the key. */
  void mustBeOurs(LogKey newest) {
    if (!isOurs(newest)) {
      throw replaced(newest);
    }
  }

  /** Signs the newest checkpoint by the newest key. */
  void signAgain(List<LogKey> keys) {
    Instant now = clock.instant();
    Checkpoint latest =
        jdbc.sql("SELECT size, root FROM log_checkpoint ORDER BY size DESC LIMIT 1")
            .query(
                (row, number) ->
                    new Checkpoint(
                        keys.getFirst().verifierKey().name(),
                        row.getLong("size"),
                        row.getBytes("root")))
            .single();
    jdbc.sql(
            """
            UPDATE log_checkpoint
            SET note = :note, generation = :generation, signed_at = :signedAt WHERE size = :size
            """)
        .param("note", sign(latest, keys, now))
        .param("generation", keys.getFirst().generation())
        .param("signedAt", Timestamp.from(now))
        .param("size", latest.size())
        .update();
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the sealer and the web server. */
  @Override
  public int getPhase() {
    return 0;
  }
}
