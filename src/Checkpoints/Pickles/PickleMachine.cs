using static Claims.Checkpoints.Pickles.PickleOpcode;

namespace Claims.Checkpoints.Pickles;

/// <summary>
/// Runs the part of the pickle language that state dicts are written in, on an explicit stack. It can make numbers,
/// strings, tuples, lists, dicts and descriptions of tensors; it has no way to name or call anything else.
/// </summary>
internal sealed class PickleMachine(PickleInput input, PickleStorages? storages)
{
    private const int NewestProtocol = 5;
    private readonly PickleStack stack = new(input);
    private readonly PickleCalls calls = new(input, storages);

    /// <summary>Runs one pickle to its STOP.</summary>
    public object? Run()
    {
        while (true)
        {
            var opcode = (PickleOpcode)input.ReadByte();
            if (opcode == Stop)
                return stack.Result();
            if (!Number(opcode) && !Text(opcode) && !Container(opcode) && !Stack(opcode))
                Call(opcode);
        }
    }

    private bool Number(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case None: stack.Push(null); break;
            case NewTrue: stack.Push(Boxed.True); break;
            case NewFalse: stack.Push(Boxed.False); break;
            case BinInt: stack.PushNew((long)input.ReadInt32()); break;
            case BinInt1: stack.PushNew((long)input.ReadByte()); break;
            case BinInt2: stack.PushNew((long)input.ReadUInt16()); break;
            case Long1: stack.PushNew(input.ReadInteger(input.ReadByte())); break;
            case Long4: stack.PushNew(input.ReadInteger(input.ReadInt32())); break;
            case BinFloat: stack.PushNew(input.ReadDoubleBigEndian()); break;
            default: return false;
        }

        return true;
    }

    private bool Text(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case BinUnicode: PushString(input.ReadUInt32()); break;
            case ShortBinUnicode: PushString(input.ReadByte()); break;
            case BinUnicode8: PushString(input.ReadUInt64()); break;
            // Python 2's str: the same as text where it is a name.
            case BinString: PushString(input.ReadUInt32()); break;
            case ShortBinString: PushString(input.ReadByte()); break;
            case BinBytes: PushBytes(input.ReadUInt32()); break;
            case ShortBinBytes: PushBytes(input.ReadByte()); break;
            case BinBytes8: PushBytes(input.ReadUInt64()); break;
            default: return false;
        }

        return true;
    }

    private bool Container(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case EmptyTuple: stack.PushNew(new PickleTuple([])); break;
            case Tuple1: PushTuple(1); break;
            case Tuple2: PushTuple(2); break;
            case Tuple3: PushTuple(3); break;
            case PickleOpcode.Tuple: stack.PushNew(new PickleTuple(stack.PopToMark())); break;
            case EmptyList: stack.PushNew(new PickleList()); break;
            case List: NewList(stack.PopToMark()); break;
            case Append: AddTo<PickleList>(1, (list, items) => list.Items.AddRange(items)); break;
            case Appends: AddMarked<PickleList>((list, items) => list.Items.AddRange(items)); break;
            case EmptyDict: stack.PushNew(new PickleDict(ordered: false)); break;
            case Dict: NewDict(stack.PopToMark()); break;
            case SetItem: AddTo<PickleDict>(2, AddPairs); break;
            case SetItems: AddMarked<PickleDict>(AddPairs); break;
            default: return false;
        }

        return true;
    }

    private bool Stack(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Mark: stack.Mark(); break;
            case Pop: stack.PopValueOrMark(); break;
            case PopMark: stack.PopToMark(); break;
            case Dup: stack.Push(stack.Peek()); break;
            case BinPut: stack.Store(input.ReadByte()); break;
            case LongBinPut: stack.Store(input.ReadUInt32()); break;
            case Memoize: stack.StoreNext(); break;
            case BinGet: stack.Push(stack.Recall(input.ReadByte())); break;
            case LongBinGet: stack.Push(stack.Recall(input.ReadUInt32())); break;
            case Proto: CheckProtocol(input.ReadByte()); break;
            case Frame: CheckFrame(input.ReadUInt64()); break;
            default: return false;
        }

        return true;
    }

    private void Call(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case Global:
                stack.Push(PickleGlobals.Find(input.ReadLine(), input.ReadLine(), input));
                break;
            case StackGlobal:
                var (name, module) = (stack.Pop(), stack.Pop());
                stack.Push(name is string n && module is string m
                    ? PickleGlobals.Find(m, n, input)
                    : throw input.Fault(PickleFault.BadOperand, "STACK_GLOBAL on what are not two strings."));
                break;
            case Inst: // looks up and calls at once; its names are worth telling
                PickleGlobals.Find(input.ReadLine(), input.ReadLine(), input);
                throw Refused(opcode);
            case BinPersId:
                stack.PushNew(calls.Storage(stack.Pop()));
                break;
            case Reduce:
                var (arguments, callable) = (stack.Pop(), stack.Pop());
                stack.PushNew(calls.Call(callable, arguments), PickleCalls.LargestResult);
                break;
            case Build:
                var state = stack.Pop();
                calls.Build(stack.Peek(), state);
                break;
            default:
                throw Enum.IsDefined(opcode)
                    ? Refused(opcode)
                    : input.Fault(PickleFault.UnknownOpcode, $"0x{(byte)opcode:x2} is no opcode.");
        }
    }

    private PickleException Refused(PickleOpcode opcode)
    {
        var name = opcode.ToString().ToUpperInvariant();
        return input.Fault(PickleFault.RefusedOpcode, $"the opcode {name} is refused: weights do not need it.", name);
    }

    private void PushString(ulong length)
    {
        var text = input.ReadString(length);
        stack.PushNew(text, 2L * text.Length);
    }

    private void PushBytes(ulong length)
    {
        var bytes = input.ReadBytes(length);
        stack.PushNew(bytes, bytes.Length);
    }

    private void PushTuple(int length)
    {
        var items = new object?[length];
        for (var i = length - 1; i >= 0; i--)
            items[i] = stack.Pop();
        stack.PushNew(new PickleTuple(items), 8 * length);
    }

    private void NewList(object?[] items)
    {
        var list = new PickleList();
        list.Items.AddRange(items);
        stack.PushNew(list, 16L * items.Length);
    }

    private void NewDict(object?[] items)
    {
        var dict = new PickleDict(ordered: false);
        stack.Charge(16L * items.Length);
        AddPairs(dict, items);
        stack.PushNew(dict);
    }

    private void AddTo<T>(int count, Action<T, object?[]> add)
    {
        var items = new object?[count];
        for (var i = count - 1; i >= 0; i--)
            items[i] = stack.Pop();
        Add(items, add);
    }

    private void AddMarked<T>(Action<T, object?[]> add) => Add(stack.PopToMark(), add);

    private void Add<T>(object?[] items, Action<T, object?[]> add)
    {
        if (stack.Peek() is not T container)
            throw input.Fault(PickleFault.BadOperand, $"items are added to {PickleValue.Describe(stack.Peek())}.");
        stack.Charge(16L * items.Length);
        add(container, items);
    }

    private void AddPairs(PickleDict dict, object?[] items)
    {
        if (items.Length % 2 != 0)
            throw input.Fault(PickleFault.BadOperand, "a key without a value.");
        for (var i = 0; i < items.Length; i += 2)
            dict.Items.Add(new(items[i], items[i + 1]));
    }

    private void CheckProtocol(int protocol)
    {
        if (protocol > NewestProtocol)
            throw input.Fault(PickleFault.Protocol, $"pickle protocol {protocol}; at most {NewestProtocol} is known.");
    }

    private void CheckFrame(ulong length)
    {
        if (length > (ulong)input.Left)
            throw input.Fault(PickleFault.Truncated, $"a frame of {length} bytes where {input.Left} are left.");
    }

    private static class Boxed
    {
        public static readonly object True = true, False = false;
    }
}
