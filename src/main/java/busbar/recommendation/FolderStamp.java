package busbar.recommendation;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When each file of a folder was last written, and its size: equal as long as nobody touches one.
 * Asked again and again it tells of changes on every file system, network shares included.
 */
record FolderStamp(SortedMap<String, String> files) {

  /** The state of a folder now; without files where there is no such folder. */
  static FolderStamp of(Path folder) {
    SortedMap<String, String> files = new TreeMap<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.put(file.toString(), attributes.lastModifiedTime() + " " + attributes.size());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              files.put(file.toString(), e.toString());
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      files.put(folder.toString(), e.toString());
    }
    return new FolderStamp(files);
  }
}
