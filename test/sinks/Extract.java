import java.io.BufferedInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads an archive as a stream, front to back, the way many Java programs do: it never sees the directory at the end.
 * Unpacks it into a folder; without one, it only checks every entry's CRC.
 */
class Extract {
  public static void main(String[] arguments) throws Exception {
    Path folder = arguments.length > 1 ? Path.of(arguments[1]) : null;
    try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(Path.of(arguments[0]))))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (folder == null) {
          zip.transferTo(OutputStream.nullOutputStream());
          continue;
        }
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
