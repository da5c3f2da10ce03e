namespace Claims.Checkpoints.Hub;

/// <summary>The ways in which a hub, the way to it, or its cache can fail; each has a line in docs/errors/hub.md.</summary>
public enum HubFault
{
    /// <summary>No connection: no network, no such host, nobody listening, a proxy or certificate that is not accepted.</summary>
    Unreachable = 1,

    /// <summary>HF_HUB_OFFLINE forbids it.</summary>
    Offline,

    /// <summary>401: no token, or one that is not accepted.</summary>
    Unauthorized,

    /// <summary>403: the token's owner may not read it.</summary>
    Forbidden,

    /// <summary>404: no such repository, revision or file.</summary>
    NotFound,

    /// <summary>408, 429 or 5xx, again and again.</summary>
    Busy,

    /// <summary>Nothing came for too long, again and again.</summary>
    Stalled,

    /// <summary>The connection ended early, again and again.</summary>
    BrokenOff,

    /// <summary>More or fewer bytes than stated.</summary>
    WrongSize,

    /// <summary>Other bytes than stated.</summary>
    WrongContent,

    /// <summary>A Git LFS pointer where the file itself should be.</summary>
    LfsPointer,

    /// <summary>No hash, size or commit is stated, so nothing could be checked.</summary>
    Unstated,

    /// <summary>What is stated in one place differs from what is stated in another.</summary>
    Contradiction,

    /// <summary>An answer that is none of the hub's.</summary>
    Unexpected,

    /// <summary>A redirect that leads round in circles, or from HTTPS to something open.</summary>
    Redirect,

    /// <summary>The repository holds no checkpoint.</summary>
    NoCheckpoint,

    /// <summary>No room on the disk.</summary>
    DiskFull,

    /// <summary>The place cannot be written to.</summary>
    NotWritable,

    /// <summary>Another process is fetching the same file.</summary>
    InUse,

    /// <summary>A link in the cache leads nowhere.</summary>
    BrokenLink,

    /// <summary>The cache holds several revisions, and none was named.</summary>
    Ambiguous,
}
