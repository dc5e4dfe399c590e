package org.jawort.platform.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of texts as they stand in compiled classes, wherever a class lies and whatever it is
 * called: those written out, those put together with the values of an enum, and those handed to a
 * method that sets a beginning before them.
 */
final class NamedTexts {
  /** Where a value stands in a text that is put together (StringConcatFactory). */
  private static final char VALUE = '\u0001';

  private static final String CONCAT = "makeConcatWithConstants";
  private static final ClassDesc TEXT = ClassDesc.of("java.lang.String");

  /** Methods that set a beginning before the key that they are given: method to beginning. */
  private final Map<String, String> prefixing = new HashMap<>();

  private final List<Named> named = new ArrayList<>();
  private final List<ClassModel> classes;

  /**
   * A text that a class names.
   *
   * @param by the class
   * @param key the whole key, or its beginning
   * @param whole whether it is the whole key, and not a beginning to which something is added that
   *     cannot be told from the code, be it because it stands in a list of such beginnings
   */
  record Named(String by, String key, boolean whole) {
    Named beginning() {
      return new Named(by, key, false);
    }
  }

  private NamedTexts(List<ClassModel> classes) {
    this.classes = classes;
  }

  /** All texts named in the classes below a folder. */
  static List<Named> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      var read =
          new NamedTexts(
              files
                  .filter(file -> file.toString().endsWith(".class"))
                  .sorted()
                  .map(NamedTexts::parse)
                  .toList());
      // Who hands a key on to such a method sets the same beginning before it.
      while (read.each(read::learn)) {}
      read.each(read::collect);
      return read.named;
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Reader {
    boolean read(ClassModel type, MethodModel method, List<Instruction> instructions);
  }

  private boolean each(Reader reader) {
    boolean any = false;
    for (ClassModel type : classes) {
      for (MethodModel method : type.methods()) {
        List<Instruction> instructions =
            method.code().stream()
                .flatMap(code -> code.elementList().stream())
                .filter(Instruction.class::isInstance)
                .map(Instruction.class::cast)
                .toList();
        any |= reader.read(type, method, instructions);
      }
    }
    return any;
  }

  private boolean learn(ClassModel type, MethodModel method, List<Instruction> instructions) {
    List<ClassDesc> takes = method.methodTypeSymbol().parameterList();
    String name = type.thisClass().asInternalName() + "." + method.methodName() + takes;
    if (takes.isEmpty() || !takes.getFirst().equals(TEXT) || prefixing.containsKey(name)) {
      return false;
    }
    boolean saysNothing = instructions.stream().noneMatch(ConstantInstruction.class::isInstance);
    Optional<String> beginning =
        instructions.stream()
            .map(
                one ->
                    one instanceof InvokeInstruction call && saysNothing
                        ? prefixing.get(name(call))
                        : beginning(one))
            .filter(Objects::nonNull)
            .findFirst();
    beginning.ifPresent(known -> prefixing.put(name, known));
    return beginning.isPresent();
  }

  private static String name(InvokeInstruction call) {
    return call.owner().asInternalName()
        + "."
        + call.name().stringValue()
        + call.typeSymbol().parameterList();
  }

  /** What stands before a text that ends a key, or null. */
  private static String beginning(Instruction one) {
    if (one instanceof InvokeDynamicInstruction concat && concat.name().equalsString(CONCAT)) {
      String recipe = recipe(concat);
      boolean ends = recipe.indexOf(VALUE) == recipe.length() - 1;
      boolean begins = recipe.matches("[a-z]+\\.(?:[a-z]+\\.)*" + VALUE);
      return ends && begins && concat.typeSymbol().parameterType(0).equals(TEXT)
          ? recipe.substring(0, recipe.length() - 1)
          : null;
    }
    return null;
  }

  private static String recipe(InvokeDynamicInstruction concat) {
    return (String) concat.bootstrapArgs().getFirst();
  }

  private boolean collect(ClassModel type, MethodModel method, List<Instruction> instructions) {
    String by = type.thisClass().asInternalName().replaceAll(".*/", "");
    Deque<List<Named>> handed = new ArrayDeque<>();
    for (int i = 0; i < instructions.size(); i++) {
      Instruction before = i == 0 ? null : instructions.get(i - 1);
      Instruction one = instructions.get(i);
      boolean listed = i + 1 < instructions.size() && isStored(instructions.get(i + 1));
      said(by, one, before).forEach(text -> named.add(listed ? text.beginning() : text));
      if (one instanceof NewReferenceArrayInstruction && i > 2) {
        handed.push(said(by, instructions.get(i - 2), instructions.get(i - 3)));
      } else if (one instanceof InvokeInstruction call && !handed.isEmpty() && takesMany(call)) {
        List<Named> keys = handed.pop();
        String beginning = prefixing.get(name(call));
        if (beginning != null) {
          keys.forEach(key -> named.add(new Named(by, beginning + key.key(), key.whole())));
        }
      }
    }
    return false;
  }

  private static boolean isStored(Instruction one) {
    return one.opcode() == Opcode.AASTORE;
  }

  private static boolean takesMany(InvokeInstruction call) {
    List<ClassDesc> takes = call.typeSymbol().parameterList();
    return !takes.isEmpty() && takes.getLast().isArray();
  }

  /** The texts that an instruction can bring about. */
  private static List<Named> said(String by, Instruction one, Instruction before) {
    return switch (one) {
      case ConstantInstruction.LoadConstantInstruction load
          when load.constantValue() instanceof String text ->
          List.of(new Named(by, text, true));
      case InvokeDynamicInstruction concat when concat.name().equalsString(CONCAT) ->
          putTogether(by, concat, before);
      default -> List.of();
    };
  }

  private static List<Named> putTogether(
      String by, InvokeDynamicInstruction concat, Instruction before) {
    List<String> texts = List.of("");
    String recipe = recipe(concat);
    int values = concat.typeSymbol().parameterCount();
    int value = 0;
    for (char letter : recipe.toCharArray()) {
      if (letter != VALUE) {
        texts = texts.stream().map(text -> text + letter).toList();
        continue;
      }
      Instruction made = value + 1 == values ? before : null;
      List<String> can = values(concat.typeSymbol().parameterType(value++), made);
      if (can.isEmpty()) {
        return texts.stream().map(text -> new Named(by, text, false)).toList();
      }
      texts = texts.stream().flatMap(text -> can.stream().map(text::concat)).toList();
    }
    return texts.stream().map(text -> new Named(by, text, true)).toList();
  }

  /** What an enum's values add, named by themselves or by a method of theirs; else nothing. */
  private static List<String> values(ClassDesc type, Instruction made) {
    if (type.equals(TEXT)) {
      return made instanceof InvokeInstruction call && call.typeSymbol().parameterCount() == 0
          ? constants(call.owner().asSymbol()).map(one -> asked(one, call)).toList()
          : List.of();
    }
    return constants(type).map(Object::toString).toList();
  }

  private static Stream<Object> constants(ClassDesc type) {
    try {
      String name = type.descriptorString().replaceAll("^L|;$", "").replace('/', '.');
      Object[] constants =
          name.startsWith("org.jawort.")
              ? Class.forName(name, false, NamedTexts.class.getClassLoader()).getEnumConstants()
              : null;
      return constants == null ? Stream.empty() : Arrays.stream(constants);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String asked(Object constant, InvokeInstruction call) {
    try {
      String name = call.name().stringValue();
      var method =
          name.equals("name")
              ? Enum.class.getMethod(name)
              : ((Enum<?>) constant).getDeclaringClass().getDeclaredMethod(name);
      method.setAccessible(!name.equals("name"));
      return (String) method.invoke(constant);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
