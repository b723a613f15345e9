package recoup.mutants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Everything of Recoup as it is, loaded a second time, but for the classes of a mutant's sources. */
final class MutantLoader extends ClassLoader {
    private static final String OURS = "recoup.";

    private final Map<String, byte[]> mutated;

    MutantLoader(Mutant mutant) {
        super(MutantLoader.class.getClassLoader());
        this.mutated = compiled(mutant);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var known = Optional.<Class<?>>ofNullable(findLoadedClass(name));
            return known.isPresent() ? known.get() : defined(name);
        }
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
        var bytes = Optional.ofNullable(mutated.get(name)).or(() -> asItIs(name));
        return bytes.map(some -> (Class<?>) defineClass(name, some, 0, some.length))
                .orElseThrow(() -> new ClassNotFoundException(name));
    }

    private Optional<byte[]> asItIs(String name) {
        try (var file = getResourceAsStream(name.replace('.', '/') + ".class")) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, byte[]> compiled(Mutant mutant) {
        var sources = mutant.sources().entrySet().stream()
                .map(each -> new Source(each.getKey(), each.getValue()))
                .toList();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new DiagnosticCollector<JavaFileObject>();
        try (var files = new InMemory(compiler.getStandardFileManager(said, null, null))) {
            var options = List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
            if (!compiler.getTask(null, files, said, options, null, sources).call()) {
                throw new AssertionError(mutant.name() + " does not compile: " + said.getDiagnostics());
            }
            return files.classes();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String type, String text) {
            super(URI.create("mutant:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Takes what is compiled; what is already there is read as usual. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        InMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            var bytes = new ByteArrayOutputStream();
            written.put(type, bytes);
            return new SimpleJavaFileObject(URI.create("mutant:///" + type.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classes() {
            var classes = new HashMap<String, byte[]>();
            written.forEach((type, bytes) -> classes.put(type, bytes.toByteArray()));
            return classes;
        }
    }
}
