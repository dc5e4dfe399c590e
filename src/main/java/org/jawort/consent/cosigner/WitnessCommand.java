package org.jawort.consent.cosigner;

import java.io.PrintStream;
import java.time.InstantSource;
import org.jawort.platform.Settings;

/** The command {@code jawort witness}: runs until it is stopped. */
public final class WitnessCommand {
  private WitnessCommand() {}

  /** Starts the witness, says where it is, and returns; it goes on in threads of its own. */
  public static void run(Settings settings, InstantSource clock, PrintStream out) {
    // Nobody may hold a connection by sending or reading slowly, in seconds.
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
    System.setProperty("jdk.httpserver.maxConnections", "500");
    Witness witness = Witness.start(settings, clock);
    Runtime.getRuntime().addShutdownHook(new Thread(witness::close, "witness stops"));
    out.println("Jawort witnesses at http://%s:%d".formatted(settings.bind(), witness.port()));
    out.println("The logs' servers name it, by the address at which they reach it:");
    out.println("  JAWORT_WITNESSES=%s %s".formatted(settings.publicUrl(), witness.key()));
    out.println(
        "Who checks proofs names its key: jawort verify FILE --key … --witness " + witness.key());
    out.flush();
  }
}
