using System.Text;

namespace VerifyTests;

/// <summary>Writes the unquoted, unescaped, indented form of JSON that snapshots have.</summary>
internal sealed class SnapshotWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<Container> _open = new();
    private bool _afterName;

    public void StartObject() => Start('{', isArray: false);

    public void EndObject() => End('}');

    public void StartArray() => Start('[', isArray: true);

    public void EndArray() => End(']');

    public void Name(string name)
    {
        NextLine();
        _text.Append(name).Append(':');
        _afterName = true;
    }

    public void Raw(string text)
    {
        BeforeValue();
        _text.Append(text);
    }

    /// <summary>Text of several lines starts on a line of its own, at the left margin.</summary>
    public void Lines(string text)
    {
        var start = _text.Length;
        BeforeValue();
        if (text[0] != '\n')
        {
            _text.Append('\n');
        }

        // The real package takes back one character here: the space after the name, and in an array the comma before the item.
        _text.Append(text).Remove(start, 1);
    }

    public override string ToString() => _text.ToString();

    private void Start(char bracket, bool isArray)
    {
        BeforeValue();
        _text.Append(bracket);
        _open.Push(new(isArray));
    }

    private void End(char bracket)
    {
        if (_open.Pop().HasItems)
        {
            Indent();
        }

        _text.Append(bracket);
    }

    private void BeforeValue()
    {
        if (_afterName)
        {
            _text.Append(' ');
            _afterName = false;
        }
        else if (_open.TryPeek(out var container) && container.IsArray)
        {
            NextLine();
        }
    }

    private void NextLine()
    {
        var container = _open.Peek();
        if (container.HasItems)
        {
            _text.Append(',');
        }

        container.HasItems = true;
        Indent();
    }

    private void Indent() => _text.Append('\n').Append(' ', 2 * _open.Count);

    private sealed class Container(bool isArray)
    {
        public bool IsArray { get; } = isArray;

        public bool HasItems { get; set; }
    }
}
