namespace LayerGen.Persistence;

/// <summary>The few things that writing a file as a whole asks of the operating system; each may fail.</summary>
/// <remarks>
/// <b>Errors:</b> <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>, with the file as it was.
/// </remarks>
internal interface IFileSystem
{
    /// <summary>Makes a file that must not exist, and marks it as in use until it is closed.</summary>
    FileStream Create(string path);

    /// <summary>Opens a file to read it.</summary>
    FileStream Open(string path);

    bool Exists(string path);

    /// <summary>Gives a file another name in one step; a file that has it is replaced.</summary>
    void Rename(string path, string newPath);

    /// <summary>Gives a file a second name, which no file has.</summary>
    /// <exception cref="IOException">It could not be done, or files have one name only in this file system.</exception>
    void Link(string path, string newPath);

    /// <summary>Deletes a file, if it is there.</summary>
    void Delete(string path);

    /// <summary>Deletes a file unless somebody has it open.</summary>
    void DeleteUnused(string path);

    /// <summary>Files of a directory whose names match a pattern, as full paths.</summary>
    IReadOnlyList<string> Find(string directory, string pattern);

    /// <summary>Waits until names made in a directory are on the disk, where the system offers this.</summary>
    void FlushDirectory(string path);
}
