namespace Claims.Checkpoints.Pickles;

/// <summary>The machine's memory: stack, marks and memo, with a limit on all that a pickle can make it keep.</summary>
internal sealed class PickleStack(PickleInput input)
{
    // A state dict of 1000 tensors makes about 30000 objects.
    private const long MostBytes = 128 << 20;
    private const int Deepest = 1 << 20;
    private const int Overhead = 64; // of an object or a boxed number, and its slot
    private readonly List<object?> items = [];
    private readonly List<int> marks = [];
    private readonly Dictionary<uint, object?> memo = [];
    private long spent;

    /// <summary>Accounts for a new object and its payload.</summary>
    public void Charge(long payload)
    {
        spent += Overhead + payload;
        if (spent > MostBytes)
            throw input.Fault(PickleFault.TooLarge, $"objects of more than {MostBytes >> 20} MiB.");
    }

    public void Push(object? value)
    {
        if (items.Count == Deepest)
            throw input.Fault(PickleFault.TooLarge, $"a stack of more than {Deepest} values.");
        items.Add(value);
    }

    /// <summary>Pushes an object that was just made.</summary>
    public void PushNew(object value, long payload = 0)
    {
        Charge(payload);
        Push(value);
    }

    public object? Pop()
    {
        var top = Peek();
        items.RemoveAt(items.Count - 1);
        return top;
    }

    /// <summary>The top value; a MARK above it is in the way.</summary>
    public object? Peek() => items.Count > (marks.Count > 0 ? marks[^1] : 0)
        ? items[^1]
        : throw input.Fault(PickleFault.StackUnderflow, "an opcode takes a value from an empty stack.");

    public void Mark()
    {
        if (marks.Count == Deepest)
            throw input.Fault(PickleFault.TooLarge, $"more than {Deepest} marks.");
        marks.Add(items.Count);
    }

    /// <summary>POP takes a MARK where one is on top.</summary>
    public void PopValueOrMark()
    {
        if (marks.Count > 0 && marks[^1] == items.Count)
            marks.RemoveAt(marks.Count - 1);
        else
            Pop();
    }

    /// <summary>Everything above the last MARK, bottom first; the MARK goes too.</summary>
    public object?[] PopToMark()
    {
        if (marks.Count == 0)
            throw input.Fault(PickleFault.NoMark, "an opcode needs a MARK and there is none.");
        var mark = marks[^1];
        marks.RemoveAt(marks.Count - 1);
        var above = items.GetRange(mark, items.Count - mark).ToArray();
        items.RemoveRange(mark, items.Count - mark);
        Charge(above.Length * sizeof(long));
        return above;
    }

    public void Store(uint index)
    {
        var value = Peek();
        Charge(0);
        memo[index] = value;
    }

    /// <summary>MEMOIZE: under the number of entries so far.</summary>
    public void StoreNext() => Store((uint)memo.Count);

    public object? Recall(uint index) => memo.TryGetValue(index, out var value)
        ? value
        : throw input.Fault(PickleFault.MemoMissing, $"memo entry {index} was never stored.");

    /// <summary>The one value that STOP leaves.</summary>
    public object? Result()
    {
        var result = Pop();
        if (items.Count > 0 || marks.Count > 0)
            throw input.Fault(PickleFault.TrailingBytes, $"STOP leaves {items.Count} values and {marks.Count} marks on the stack.");
        return result;
    }
}
