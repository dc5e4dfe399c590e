package org.jawort.desk.web.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jawort.form.FieldType;
import org.jawort.form.FormField;

/**
 * A field of a form over all its versions: a column of the file.
 *
 * @param label as the newest version that asks for it says it; with the name behind it where two
 *     columns would be called the same
 */
record AskedField(String name, String label) {
  /** In the order of the newest version, and behind them those that it asks for no more. */
  static List<AskedField> of(SortedMap<Integer, List<FormField>> questions) {
    var labels = new LinkedHashMap<String, String>();
    for (List<FormField> version : List.copyOf(questions.values()).reversed()) {
      version.stream()
          .filter(field -> field.type().asks() && field.type() != FieldType.EMAIL)
          .forEach(field -> labels.putIfAbsent(field.name(), field.label()));
    }
    Map<String, Long> alike =
        labels.values().stream()
            .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
    var columns = new ArrayList<AskedField>();
    labels.forEach(
        (name, label) ->
            columns.add(
                new AskedField(
                    name, alike.getOrDefault(label, 0L) > 1 ? label + " (" + name + ")" : label)));
    return columns;
  }
}
