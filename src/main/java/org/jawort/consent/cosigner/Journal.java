package org.jawort.consent.cosigner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Optional;
import org.jawort.consent.log.Encoding;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.SignedNote;
import org.jawort.platform.Sha256;

/**
 * What a witness has seen of one log, a line for each checkpoint, on the disk before a signature
 * leaves. A line ends in a hash over itself and the one before, so none can be changed or left out
 * in the middle.
 */
final class Journal implements AutoCloseable {
  private static final int HASH = 32;

  private final Path file;
  private FileChannel channel;
  private String chain;
  private boolean broken;

  private Journal(Path file, FileChannel channel, String chain) {
    this.file = file;
    this.channel = channel;
    this.chain = chain;
  }

  /**
   * A journal as it was found.
   *
   * @param last the newest checkpoint in it, as the log signed it
   * @param before the one before that
   */
  record Opened(Journal journal, Optional<SignedNote> last, Optional<SignedNote> before) {}

  /**
   * Opens it, and makes it where there is none. A last line that was never finished goes: nothing
   * was signed for it.
   *
   * @throws MalformedException where a line was changed
   */
  static Opened open(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    String chain = "";
    SignedNote last = null;
    SignedNote before = null;
    int end = text.lastIndexOf('\n') + 1;
    for (String line : text.substring(0, end).lines().toList()) {
      before = last;
      last = read(line, chain);
      chain = line.substring(line.lastIndexOf(' ') + 1);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(text.substring(0, end).getBytes(StandardCharsets.UTF_8).length);
    channel.position(channel.size());
    channel.force(true);
    DurableFile.forceFolder(file);
    return new Opened(
        new Journal(file, channel, chain), Optional.ofNullable(last), Optional.ofNullable(before));
  }

  private static SignedNote read(String line, String chain) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 2 || !parts[1].equals(hash(chain, parts[0]))) {
      throw new MalformedException(
          "a line of the journal was changed, or one before it is missing");
    }
    byte[] note = Encoding.base64(parts[0], "a line of the journal");
    return SignedNote.parse(new String(note, StandardCharsets.UTF_8));
  }

  private static String hash(String chain, String entry) {
    return Sha256.hex((chain + " " + entry).getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
  }

  /** Returns when the checkpoint is on the disk; after a failure it takes no other. */
  void append(SignedNote note) throws IOException {
    if (broken) {
      throw new IOException("the journal could not be written before; start the witness anew");
    }
    broken = true;
    String entry = entry(note);
    String next = hash(chain, entry);
    write(channel, entry + " " + next + "\n");
    channel.force(true);
    chain = next;
    broken = false;
  }

  private static String entry(SignedNote note) {
    return Base64.getEncoder().encodeToString(note.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  long bytes() throws IOException {
    return channel.size();
  }

  /** Begins it anew with the last checkpoint alone, whole or not at all. */
  void shorten(SignedNote last) throws IOException {
    String entry = entry(last);
    String first = hash("", entry);
    DurableFile.replace(file, entry + " " + first + "\n");
    FileChannel fresh = FileChannel.open(file, StandardOpenOption.WRITE);
    fresh.position(fresh.size());
    channel.close();
    channel = fresh;
    chain = first;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
