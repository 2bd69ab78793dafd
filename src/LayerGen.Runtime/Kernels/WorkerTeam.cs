using System.Runtime.ExceptionServices;

namespace LayerGen.Kernels;

/// <summary>
/// Persistent threads that run the items of a phase together with the caller. Running a phase allocates nothing.
/// </summary>
/// <remarks>
/// Each worker starts with its own part of the items, the same in every phase, and then helps others with theirs. So
/// results must not depend on who runs what; what does not may run on any number of threads with the same bits. A team
/// belongs to one caller at a time.
/// </remarks>
public sealed class WorkerTeam : IDisposable
{
    private readonly TeamState _state; // Missing in a team whose constructor threw, and its finalizer runs too.
    private readonly Thread[] _threads;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many run at once, the caller included; 0 for one a processor.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    public WorkerTeam(int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Count = threads == 0 ? Environment.ProcessorCount : threads;
        // The threads know the state only, so that a forgotten team is collected and its finalizer ends them.
        TeamState state = _state = new(Count);
        _threads = new Thread[Count - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i + 1;
            _threads[i] = new(() => state.Serve(worker))
            {
                IsBackground = true,
                Name = $"LayerGen worker {worker}",
            };
            _threads[i].Start();
        }
    }

    /// <summary>Ends the threads of a team that nobody disposed.</summary>
    ~WorkerTeam() => _state?.Stop();

    /// <summary>How many items run at once, the caller's own included.</summary>
    public int Count { get; }

    /// <summary>Runs all items of a phase and returns when the last one is done.</summary>
    /// <param name="work">What to run.</param>
    /// <param name="phase">Passed on to the work.</param>
    /// <param name="items">How many items the phase has; 0 to 1,048,575.</param>
    /// <exception cref="ObjectDisposedException">The team was disposed.</exception>
    /// <exception cref="InvalidOperationException">The team runs a phase already.</exception>
    /// <remarks>
    /// Every item runs, even if another throws; then what the first item that failed threw is thrown here. First means
    /// lowest, so the number of threads does not matter.
    /// </remarks>
    public void Run(IParallelWork work, int phase, int items)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, ItemRanges.Most);
        ObjectDisposedException.ThrowIf(_state.IsStopped, this);
        if (items == 1)
            _state.RunAlone(work, phase); // Nobody need be told of it.
        else if (items > 1)
            _state.Run(work, phase, items);
        // Otherwise a team that nobody refers to any more could be finalized, and its threads ended, during the phase.
        GC.KeepAlive(this);
    }

    /// <summary>Ends the threads and waits for them.</summary>
    public void Dispose()
    {
        _state.Stop();
        foreach (Thread thread in _threads)
            thread.Join();
        GC.SuppressFinalize(this);
    }

    /// <summary>What the caller and the threads share.</summary>
    private sealed class TeamState(int workers)
    {
        /// <summary>
        /// How often an idle worker looks for work before it sleeps: long enough to bridge what a training loop does
        /// between two phases (tens of microseconds), short enough not to burn a core between two batches.
        /// </summary>
        private const int SpinsBeforeSleep = 2_000;

        private readonly object _gate = new();
        private IParallelWork? _work;
        private int _phase;
        private readonly ItemRanges _ranges = new(workers);
        private readonly FinishedItems _finished = new(workers);
        private long _handedOut; // items of all phases
        private int _sleeping;
        private int _running;
        private Exception? _failure;
        private int _failedItem;
        private volatile bool _stopped;

        public bool IsStopped => _stopped;

        public void RunAlone(IParallelWork work, int phase)
        {
            Begin();
            try
            {
                work.Execute(phase, item: 0, worker: 0);
            }
            finally
            {
                Volatile.Write(ref _running, 0);
            }
        }

        private void Begin()
        {
            if (Interlocked.Exchange(ref _running, 1) != 0)
                throw new InvalidOperationException(
                    "The worker team runs a phase already: call it from one thread at a time, and not from its items."
                );
        }

        public void Run(IParallelWork work, int phase, int items)
        {
            Begin();
            (_work, _phase) = (work, phase);
            _handedOut += items;
            _ranges.Publish(items);
            if (Volatile.Read(ref _sleeping) > 0)
                lock (_gate)
                    Monitor.PulseAll(_gate);
            while (TryRunOne(worker: 0)) { }
            for (int spins = 0; _finished.Total < _handedOut; spins++)
                Pause(spins);
            Exception? failure = _failure;
            (_work, _failure) = (null, null); // A team that idles keeps nothing alive.
            Volatile.Write(ref _running, 0);
            if (failure is not null)
                ExceptionDispatchInfo.Throw(failure);
        }

        public void Serve(int worker)
        {
            int idle = 0;
            while (!_stopped)
            {
                if (TryRunOne(worker))
                    idle = 0;
                else if (idle++ < SpinsBeforeSleep)
                    Pause(idle);
                else
                    Sleep();
            }
        }

        public void Stop()
        {
            _stopped = true;
            lock (_gate)
                Monitor.PulseAll(_gate);
        }

        private static void Pause(int spins)
        {
            // Yielding now and then lets a team larger than the machine make progress.
            if (spins % 64 == 63)
                Thread.Yield();
            else
                Thread.SpinWait(8);
        }

        private void Sleep()
        {
            lock (_gate)
            {
                // Counted before the last look: a caller that publishes after that look sees the count and wakes us.
                Interlocked.Increment(ref _sleeping);
                if (!_ranges.HasAny && !_stopped)
                    Monitor.Wait(_gate);
                Interlocked.Decrement(ref _sleeping);
            }
        }

        /// <summary>
        /// Takes and runs one item: of the worker's own range, or else of another's. The phase's fields are read between
        /// looking at a range and taking from it: they change only after the last item of a phase is done, and then
        /// taking fails.
        /// </summary>
        private bool TryRunOne(int worker)
        {
            for (int distance = 0; distance < workers; )
            {
                int owner = (worker + distance) % workers;
                long range = _ranges.Look(owner);
                if (ItemRanges.IsEmpty(range))
                {
                    distance++;
                    continue;
                }
                (IParallelWork? work, int phase) = (_work, _phase);
                if (!_ranges.TryTake(owner, range, fromBack: owner != worker, out int item))
                    continue;
                try
                {
                    work!.Execute(phase, item, worker);
                }
#pragma warning disable CA1031 // Whatever an item throws belongs to the caller of Run, not to this thread.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    Remember(exception, item);
                }
                _finished.Add(worker);
                return true;
            }
            return false;
        }

        private void Remember(Exception exception, int item)
        {
            lock (_gate)
            {
                if (_failure is null || item < _failedItem)
                    (_failure, _failedItem) = (exception, item);
            }
        }
    }
}
