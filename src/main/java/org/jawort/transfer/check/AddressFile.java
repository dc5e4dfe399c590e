package org.jawort.transfer.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jawort.contact.address.EmailAddress;
import org.jawort.contact.address.PastedAddresses;
import org.jawort.transfer.file.FileContent;
import org.jawort.transfer.file.FileException;
import org.jawort.transfer.file.FileRows;
import org.jawort.transfer.file.FileShape;
import org.jawort.transfer.file.TableFile;

/**
 * The addresses that stand in a file: a table, a workbook, or one address a line. Nothing of it is
 * stored.
 */
public final class AddressFile {
  /** Most bytes of one. */
  public static final long MOST_BYTES = 5L << 20;

  private AddressFile() {}

  /** What came of reading one. */
  public sealed interface AddressFileOutcome {
    /**
     * These stand in it.
     *
     * @param column what the column is called in which they stand; empty where it has no name
     */
    record Read(List<String> addresses, String column) implements AddressFileOutcome {
      /** Copies the list. */
      public Read {
        addresses = List.copyOf(addresses);
      }
    }

    /** It has more rows than can be looked at at once. */
    record TooLong(int rows) implements AddressFileOutcome {}

    /** No column has an e-mail address. */
    record NoAddresses() implements AddressFileOutcome {}

    /** It cannot be read, for a reason that a {@link FileException} names. */
    record Unreadable(String reason, List<String> arguments) implements AddressFileOutcome {
      /** Copies the list. */
      public Unreadable {
        arguments = List.copyOf(arguments);
      }
    }
  }

  /** Reads one of up to {@link #MOST_BYTES}. */
  public static AddressFileOutcome read(FileContent content) throws IOException {
    try (TableFile file = TableFile.open(content)) {
      FileShape shape = file.look();
      return shape.rows() > PastedAddresses.MOST
          ? new AddressFileOutcome.TooLong(shape.rows())
          : addresses(shape, rows(file, shape));
    } catch (FileException e) {
      return new AddressFileOutcome.Unreadable(e.reason().name(), e.arguments());
    }
  }

  private static List<List<String>> rows(TableFile file, FileShape shape) throws IOException {
    var rows = new ArrayList<List<String>>();
    try (FileRows reading = file.rows(shape)) {
      for (FileRows.Numbered one = reading.next(); one != null; one = reading.next()) {
        rows.add(one.row().cells());
      }
    }
    return rows;
  }

  private static AddressFileOutcome addresses(FileShape shape, List<List<String>> rows) {
    int[] many =
        IntStream.range(0, shape.columns().size())
            .map(column -> (int) rows.stream().filter(row -> hasAddress(row.get(column))).count())
            .toArray();
    List<Integer> columns =
        IntStream.range(0, many.length).filter(i -> many[i] > 0).boxed().toList();
    Optional<Integer> best = columns.stream().reduce((a, b) -> many[b] > many[a] ? b : a);
    if (best.isEmpty()) {
      return new AddressFileOutcome.NoAddresses();
    }
    boolean named = shape.tables().stream().anyMatch(table -> table.header());
    List<Integer> read = named ? List.of(best.get()) : columns;
    List<String> found =
        rows.stream()
            .flatMap(
                row ->
                    read.stream()
                        .map(row::get)
                        .filter(cell -> read.size() == 1 || hasAddress(cell)))
            .flatMap(cell -> PastedAddresses.in(cell).stream())
            .toList();
    return new AddressFileOutcome.Read(
        found, named ? shape.columns().get(best.get()).header() : "");
  }

  private static boolean hasAddress(String cell) {
    return cell.indexOf('@') > 0
        && PastedAddresses.in(cell).stream()
            .anyMatch(one -> EmailAddress.parse(one) instanceof EmailAddress.Valid);
  }
}
